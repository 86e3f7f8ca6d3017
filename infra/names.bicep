metadata description = 'The names of all resources, from the names of the app and of the environment. Computed, so that modules are given names and not one another\'s outputs.'

@export()
@description('Names of the secrets in the vault.')
var vaultEntries = {
  ownerKey: 'owner-key'
  telegramBotToken: 'telegram-bot-token'
  emailPassword: 'email-password'
  kafkaSaslPassword: 'kafka-sasl-password'
  watchdogPingUrl: 'watchdog-ping-url'
  signalRUpstreamKey: 'signalr-upstream-key'
}

@export()
@description('A name for each resource.')
type resourceNames = {
  @description('User-assigned identity of the function app.')
  appIdentity: string
  @description('User-assigned identity of SignalR Service.')
  signalRIdentity: string
  @description('Storage account.')
  @maxLength(24)
  storage: string
  @description('Service Bus namespace.')
  @maxLength(50)
  serviceBus: string
  @description('SignalR Service.')
  @maxLength(63)
  signalR: string
  @description('Event Hubs namespace.')
  @maxLength(50)
  eventHubs: string
  @description('Key Vault.')
  @maxLength(24)
  keyVault: string
  @description('Log Analytics workspace.')
  @maxLength(63)
  workspace: string
  @description('Application Insights.')
  insights: string
  @description('Flex Consumption plan.')
  plan: string
  @description('Function app.')
  functionApp: string
  @description('Static web app.')
  site: string
  @description('Action group.')
  actionGroup: string
}

@export()
@description('The names in one resource group.')
func namesOf(app string, environmentName string, groupId string) resourceNames => {
  appIdentity: 'id-${baseOf(app, environmentName, groupId)}'
  signalRIdentity: 'id-signalr-${baseOf(app, environmentName, groupId)}'
  storage: take('st${shortOf(app, environmentName)}${tokenOf(environmentName, groupId)}', 24)
  serviceBus: 'sbns-${baseOf(app, environmentName, groupId)}'
  signalR: 'sigr-${baseOf(app, environmentName, groupId)}'
  eventHubs: 'evhns-${baseOf(app, environmentName, groupId)}'
  keyVault: take('kv-${shortOf(app, environmentName)}-${tokenOf(environmentName, groupId)}', 24)
  workspace: 'log-${baseOf(app, environmentName, groupId)}'
  insights: 'appi-${baseOf(app, environmentName, groupId)}'
  plan: 'plan-${baseOf(app, environmentName, groupId)}'
  functionApp: 'func-${baseOf(app, environmentName, groupId)}'
  site: 'stapp-${baseOf(app, environmentName, groupId)}'
  actionGroup: 'ag-${baseOf(app, environmentName, groupId)}'
}

@description('What names end in; distinguishes groups and environments, since many names are unique in all of Azure.')
func tokenOf(environmentName string, groupId string) string => take(uniqueString(groupId, environmentName), 7)

func baseOf(app string, environmentName string, groupId string) string => '${app}-${environmentName}-${tokenOf(environmentName, groupId)}'

func shortOf(app string, environmentName string) string => take(replace('${app}${environmentName}', '-', ''), 13)
