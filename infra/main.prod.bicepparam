// The environment that people rely on.
// Secrets come from the environment of who deploys, or are put into the vault by hand; none stands here.
using 'main.bicep'

param environmentName = 'prod'

param instanceMemoryMB = 2048
param maximumInstanceCount = 100

// Routing and ingest answer at once. A channel that must not wait for a start either (up to two minutes after a pause):
// { name: 'function:DeliverTelegram', instanceCount: 1 }
param alwaysReady = [
  { name: 'http', instanceCount: 1 }
  { name: 'function:RouteEvents', instanceCount: 1 }
]

param storageSku = 'Standard_ZRS'
param deletedBlobDays = 30
param serviceBusSku = 'Standard'
param signalRSku = 'Standard_S1'
param siteSku = 'Standard'
param purgeProtection = true
param telemetryDays = 90
param telemetryDailyCapGb = 5

param secrets = {
  'owner-key': readEnvironmentVariable('NOTILOG_OWNER_KEY', '')
  'telegram-bot-token': readEnvironmentVariable('NOTILOG_TELEGRAM_BOT_TOKEN', '')
  'email-password': readEnvironmentVariable('NOTILOG_EMAIL_PASSWORD', '')
  'watchdog-ping-url': readEnvironmentVariable('NOTILOG_WATCHDOG_PING_URL', '')
}

// What is named here must be in the vault: add 'telegram-bot-token' when it is.
param secretsInUse = ['owner-key']

param signalRUpstream = readEnvironmentVariable('NOTILOG_SIGNALR_UPSTREAM', 'false') == 'true'

param alertEmails = filter(split(readEnvironmentVariable('NOTILOG_ALERT_EMAILS', ''), ','), address => !empty(address))
param monthlyBudget = 200
