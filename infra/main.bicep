metadata description = 'NotiLog on Azure, in one resource group: az deployment group create, or azd up. Says what there is; the modules say how.'

import { namesOf } from 'names.bicep'
import {
  alwaysReadyInstances
  authSettings
  behaviourSettings
  emailSettings
  eventHubsSettings
  kafkaSettings
  secretName
  secretValues
} from 'types.bicep'

@description('What all names begin with.')
@minLength(2)
@maxLength(12)
param app string = 'notilog'

@description('Environment, such as dev or prod; part of all names.')
@minLength(1)
@maxLength(12)
param environmentName string

@description('Region. Flex Consumption must be there: az functionapp list-flexconsumption-locations.')
param location string = resourceGroup().location

@description('Region of the static site.')
@allowed(['westus2', 'centralus', 'eastus2', 'westeurope', 'eastasia'])
param siteLocation string = 'westeurope'

@description('Memory of an instance of the function app in MB.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 512

@description('Most instances a scale group may have (http: all HTTP and SignalR functions; every other function by itself).')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('HTTP calls an instance serves at once before another is started; 0 leaves it to the platform (4 at 512 MB, 16 at 2048 MB).')
@minValue(0)
@maxValue(1000)
param httpConcurrency int = 0

@description('Instances that are kept running and paid for. Without any, the first call or message after a pause waits for a start.')
param alwaysReady alwaysReadyInstances[] = []

@description('Spread the app over zones; needs a region with zones and two always-ready instances in each group that has any.')
param zoneRedundant bool = false

@description('Redundancy of the storage account.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS', 'Standard_RAGRS', 'Standard_RAGZRS'])
param storageSku string = 'Standard_LRS'

@description('Days for which a deleted blob of the storage account can be restored.')
@minValue(1)
@maxValue(365)
param deletedBlobDays int = 7

@description('Tier of Service Bus.')
@allowed(['Basic', 'Standard'])
param serviceBusSku string = 'Basic'

@description('Tier of SignalR Service.')
@allowed(['Free_F1', 'Standard_S1'])
param signalRSku string = 'Free_F1'

@description('Units of SignalR Service; 1 with Free_F1.')
@minValue(1)
@maxValue(100)
param signalRCapacity int = 1

@description('True once signalRUpstream.bicep has been applied; without it a deployment takes the upstream away until signalRUpstream.bicep is applied again.')
param signalRUpstream bool = false

@description('Event Hubs of NotiLog\'s own as Kafka; none when absent.')
param eventHubs eventHubsSettings?

@description('Tier of the static site.')
@allowed(['Free', 'Standard'])
param siteSku string = 'Free'

@description('Further origins whose pages may call the API, such as a domain of your own: https://notilog.example.org.')
param moreOrigins string[] = []

@description('A deleted vault cannot be purged before its 90 days are over. Cannot be taken back.')
param purgeProtection bool = false

@description('Values for the vault; what is absent or empty stays as it is. An owner key is made when the vault has none.')
param secrets secretValues = {}

@description('Secrets of the vault that the app is given. One that is not in the vault is named by the app as a setting at fault.')
param secretsInUse secretName[] = ['owner-key']

@description('Owner key that is stored when the vault has none. Leave it: it is made anew for each deployment and mostly thrown away.')
@secure()
param firstOwnerKey string = 'nlo_${replace('${newGuid()}${newGuid()}', '-', '')}'

@description('Operators\' identity provider (infra/entra.sh); absent, people sign in with the owner key and API tokens.')
param auth authSettings?

@description('SMTP server; absent, nothing goes by e-mail.')
param email emailSettings?

@description('Brokers other than eventHubs; absent, Kafka is not configured unless there are eventHubs.')
param kafka kafkaSettings?

@description('How the app behaves.')
param behaviour behaviourSettings = {}

@description('Days for which telemetry is kept.')
@minValue(30)
@maxValue(730)
param telemetryDays int = 30

@description('Gigabytes of telemetry a day after which the rest is dropped; -1 for no limit.')
param telemetryDailyCapGb int = 1

@description('Addresses that alerts go to.')
param alertEmails string[] = []

@description('Spending a month that is told about, in the currency of the subscription; 0 for no budget.')
@minValue(0)
param monthlyBudget int = 0

@description('First day of the month in which the budget begins. A budget that exists keeps its own: name that from then on.')
param budgetStart string = utcNow('yyyy-MM-01')

@description('Failed deliveries in five minutes that are too many.')
@minValue(1)
param failedDeliveries int = 1

var names = namesOf(app, environmentName, resourceGroup().id)
var tags = { app: app, 'azd-env-name': environmentName }
var deploymentContainer = 'app-package'
var queues = ['events', 'deliver-telegram', 'deliver-email', 'deliver-kafka']
var tables = [
  'agents'
  'channels'
  'deliveries'
  'due'
  'groups'
  'limits'
  'live'
  'muted'
  'notifications'
  'rejected'
  'retries'
  'routing'
  'tokens'
  'watches'
]

module appIdentity 'modules/identity.bicep' = {
  params: { name: names.appIdentity, location: location, tags: tags }
}

module signalRIdentity 'modules/identity.bicep' = {
  params: { name: names.signalRIdentity, location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    workspaceName: names.workspace
    insightsName: names.insights
    location: location
    tags: tags
    retentionDays: telemetryDays
    dailyCapGb: telemetryDailyCapGb
  }
}

module storage 'modules/storage.bicep' = {
  params: {
    name: names.storage
    location: location
    tags: tags
    sku: storageSku
    deploymentContainer: deploymentContainer
    tables: tables
    deletedBlobDays: deletedBlobDays
  }
}

module serviceBus 'modules/serviceBus.bicep' = {
  params: { name: names.serviceBus, location: location, tags: tags, sku: serviceBusSku, queues: queues }
}

module keyVault 'modules/keyVault.bicep' = {
  params: {
    name: names.keyVault
    location: location
    tags: tags
    purgeProtection: purgeProtection
    firstOwnerKey: firstOwnerKey
  }
}

module vaultSecrets 'modules/vaultSecrets.bicep' = {
  params: { keyVaultName: names.keyVault, secrets: secrets }
  dependsOn: [keyVault]
}

module hubs 'modules/eventHubs.bicep' = if (eventHubs != null) {
  params: { name: names.eventHubs, location: location, tags: tags, settings: eventHubs!, keyVaultName: names.keyVault }
  dependsOn: [keyVault]
}

module site 'modules/staticSite.bicep' = {
  params: { name: names.site, location: siteLocation, tags: tags, sku: siteSku }
}

module signalR 'modules/signalR.bicep' = {
  params: {
    name: names.signalR
    location: location
    tags: tags
    sku: signalRSku
    capacity: signalRCapacity
    identityName: names.signalRIdentity
    siteName: names.site
    moreOrigins: moreOrigins
    functionAppName: names.functionApp
    keyVaultName: names.keyVault
    upstream: signalRUpstream
  }
  dependsOn: [signalRIdentity, site]
}

module roleAssignments 'modules/roleAssignments.bicep' = {
  params: { names: names, eventHubs: eventHubs != null }
  dependsOn: [appIdentity, signalRIdentity, monitoring, storage, serviceBus, keyVault, hubs, signalR]
}

module functionApp 'modules/functionApp.bicep' = {
  params: {
    names: names
    location: location
    tags: tags
    deploymentContainer: deploymentContainer
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    httpConcurrency: httpConcurrency
    alwaysReady: alwaysReady
    zoneRedundant: zoneRedundant
    secretsInUse: secretsInUse
    auth: auth
    email: email
    kafka: kafka
    eventHubs: eventHubs
    behaviour: behaviour
    moreOrigins: moreOrigins
  }
  dependsOn: [roleAssignments, site, vaultSecrets]
}

module alerts 'modules/alerts.bicep' = {
  params: {
    names: names
    location: location
    tags: tags
    emails: alertEmails
    monthlyBudget: monthlyBudget
    budgetStart: budgetStart
    failedDeliveries: failedDeliveries
  }
  dependsOn: [monitoring, serviceBus]
}

@description('Address of the API.')
output NOTILOG_API_URL string = functionApp.outputs.address

@description('Address of the site.')
output NOTILOG_SITE_URL string = site.outputs.address

@description('Name of the function app.')
output NOTILOG_FUNCTION_APP string = names.functionApp

@description('Name of the static web app.')
output NOTILOG_SITE string = names.site

@description('Address of SignalR Service.')
output NOTILOG_SIGNALR_URL string = signalR.outputs.address

@description('Name of the vault; its secret owner-key signs in.')
output NOTILOG_KEY_VAULT string = names.keyVault
