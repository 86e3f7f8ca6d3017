// The environment for trying things; also what azd takes. It costs next to nothing while nothing happens.
// Secrets come from the environment of who deploys, or are put into the vault by hand; none stands here.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'dev')

param instanceMemoryMB = 512
param serviceBusSku = 'Basic'
param signalRSku = 'Free_F1'
param siteSku = 'Free'

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
param monthlyBudget = 10
