metadata description = 'The function app on Flex Consumption. Everything it speaks to it knows by identity; secrets are references into the vault.'

import { resourceNames, vaultEntries } from '../names.bicep'
import {
  alwaysReadyInstances
  authSettings
  behaviourSettings
  emailSettings
  eventHubsSettings
  kafkaSettings
  resourceTags
  secretName
} from '../types.bicep'

@description('Names of the app and of what it speaks to.')
param names resourceNames

@description('Region.')
param location string

@description('Tags of the resources.')
param tags resourceTags

@description('Container that the package is deployed to.')
param deploymentContainer string

@description('Memory of an instance in MB.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int

@description('Most instances a scale group may have.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int

@description('Calls an instance serves at once before another is started; the platform decides when 0.')
@minValue(0)
@maxValue(1000)
param httpConcurrency int

@description('Instances that are kept running.')
param alwaysReady alwaysReadyInstances[]

@description('Spread over zones; needs two always-ready instances in each group that has any.')
param zoneRedundant bool

@description('Secrets of the vault that the app is given.')
param secretsInUse secretName[]

@description('Operators\' identity provider.')
param auth authSettings?

@description('SMTP server.')
param email emailSettings?

@description('Brokers other than the Event Hubs of this deployment.')
param kafka kafkaSettings?

@description('Event Hubs of this deployment.')
param eventHubs eventHubsSettings?

@description('How the app behaves.')
param behaviour behaviourSettings

@description('Further origins whose pages may call the API.')
param moreOrigins string[]

var vaultAddress = 'https://${names.keyVault}${environment().suffixes.keyvaultDns}'
var ownHubs = eventHubs != null
var ingestTopic = ownHubs ? (eventHubs.?ingest ?? false ? eventHubs.?ingestTopic ?? 'notilog-events' : '') : kafka.?ingestTopic ?? ''

// The Kafka trigger knows only name and password; everything else that is sent to Event Hubs goes by the identity's token.
var kafkaSecrets = !ownHubs ? secretsInUse : empty(ingestTopic) ? [] : [vaultEntries.kafkaSaslPassword]

func storageUriOf(account string, service string) string => 'https://${account}.${service}.${environment().suffixes.storage}'

func secretOf(name string, vault string, used string[]) string => contains(used, name) ? '@Microsoft.KeyVault(SecretUri=${vault}/secrets/${name})' : ''

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: names.appIdentity
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: names.insights
}

resource site 'Microsoft.Web/staticSites@2024-11-01' existing = {
  name: names.site
}

var siteAddress = 'https://${site.properties.defaultHostname}'

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: names.plan
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
    zoneRedundant: zoneRedundant
  }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: names.functionApp
  location: location
  tags: union(tags, { 'azd-service-name': 'api' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identity.id
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${storageUriOf(names.storage, 'blob')}/${deploymentContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identity.id
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReady
        triggers: httpConcurrency == 0 ? null : { http: { perInstanceConcurrency: httpConcurrency } }
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      cors: {
        allowedOrigins: concat([siteAddress], moreOrigins)
      }
      appSettings: [
        { name: 'AzureWebJobsStorage__credential', value: 'managedidentity' }
        { name: 'AzureWebJobsStorage__clientId', value: identity.properties.clientId }
        { name: 'AzureWebJobsStorage__blobServiceUri', value: storageUriOf(names.storage, 'blob') }
        { name: 'AzureWebJobsStorage__queueServiceUri', value: storageUriOf(names.storage, 'queue') }
        { name: 'AzureWebJobsStorage__tableServiceUri', value: storageUriOf(names.storage, 'table') }
        { name: 'ServiceBus__fullyQualifiedNamespace', value: '${names.serviceBus}.servicebus.windows.net' }
        { name: 'ServiceBus__credential', value: 'managedidentity' }
        { name: 'ServiceBus__clientId', value: identity.properties.clientId }
        { name: 'AzureSignalRConnectionString__serviceUri', value: 'https://${names.signalR}.service.signalr.net' }
        { name: 'AzureSignalRConnectionString__credential', value: 'managedidentity' }
        { name: 'AzureSignalRConnectionString__clientId', value: identity.properties.clientId }
        { name: 'AzureSignalRHttpClientTimeout', value: '00:00:03' }
        { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: insights.properties.ConnectionString }
        { name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING', value: 'ClientId=${identity.properties.clientId};Authorization=AAD' }
        { name: 'OTEL_SERVICE_NAME', value: names.functionApp }
        { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: behaviour.?otlpEndpoint ?? '' }
        { name: 'Auth__OwnerKey', value: secretOf(vaultEntries.ownerKey, vaultAddress, secretsInUse) }
        { name: 'Auth__Authority', value: auth.?authority ?? '' }
        { name: 'Auth__Audience', value: auth.?audience ?? '' }
        { name: 'Site__BaseUrl', value: behaviour.?siteBaseUrl ?? siteAddress }
        { name: 'Telegram__BotToken', value: secretOf(vaultEntries.telegramBotToken, vaultAddress, secretsInUse) }
        { name: 'Telegram__ApiBaseUrl', value: behaviour.?telegramApiBaseUrl ?? 'https://api.telegram.org' }
        { name: 'Email__Host', value: email.?host ?? '' }
        { name: 'Email__Port', value: string(email.?port ?? 587) }
        { name: 'Email__Security', value: email.?security ?? 'StartTls' }
        { name: 'Email__Username', value: email.?username ?? '' }
        { name: 'Email__Password', value: secretOf(vaultEntries.emailPassword, vaultAddress, secretsInUse) }
        { name: 'Email__From', value: email.?from ?? '' }
        { name: 'Kafka__BootstrapServers', value: ownHubs ? '${names.eventHubs}.servicebus.windows.net:9093' : kafka.?bootstrapServers ?? '' }
        { name: 'Kafka__SecurityProtocol', value: ownHubs ? 'SaslSsl' : kafka.?securityProtocol ?? (kafka == null ? 'Plaintext' : 'SaslSsl') }
        { name: 'Kafka__SaslMechanism', value: ownHubs ? 'OAuthBearer' : kafka.?saslMechanism ?? '' }
        { name: 'Kafka__ClientId', value: ownHubs ? identity.properties.clientId : '' }
        { name: 'Kafka__SaslUsername', value: ownHubs ? (empty(ingestTopic) ? '' : '$ConnectionString') : kafka.?saslUsername ?? '' }
        { name: 'Kafka__SaslPassword', value: secretOf(vaultEntries.kafkaSaslPassword, vaultAddress, kafkaSecrets) }
        { name: 'Kafka__IngestTopic', value: ingestTopic }
        { name: 'Kafka__ConsumerGroup', value: eventHubs.?consumerGroup ?? kafka.?consumerGroup ?? 'notilog' }
        // Dots are no part of a name on Linux. The settings of a disabled trigger must be there all the same.
        { name: 'AzureWebJobs_IngestFromKafka_Disabled', value: empty(ingestTopic) ? 'true' : 'false' }
        { name: 'Retention__Days', value: string(behaviour.?retentionDays ?? 30) }
        { name: 'Ingest__EventsPerSecond', value: string(behaviour.?ingestEventsPerSecond ?? 0) }
        { name: 'Dispatch__Schedule', value: behaviour.?dispatchSchedule ?? '*/30 * * * * *' }
        { name: 'Dispatch__HintAfter', value: behaviour.?dispatchHintAfter ?? '1m' }
        { name: 'Delivery__MaxAttempts', value: string(behaviour.?deliveryMaxAttempts ?? 8) }
        { name: 'Delivery__InitialBackoff', value: behaviour.?deliveryInitialBackoff ?? '5s' }
        { name: 'Delivery__MaxBackoff', value: behaviour.?deliveryMaxBackoff ?? '15m' }
        { name: 'Delivery__FallbackAfter', value: behaviour.?deliveryFallbackAfter ?? '5m' }
        { name: 'Delivery__Lease', value: behaviour.?deliveryLease ?? '60s' }
        { name: 'Watchdog__PingUrl', value: secretOf(vaultEntries.watchdogPingUrl, vaultAddress, secretsInUse) }
      ]
    }
  }
}

@description('Address of the API.')
output address string = 'https://${app.properties.defaultHostName}'
