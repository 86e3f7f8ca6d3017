// Everything that can be switched on. The tests lay it beside main.bicep.
using 'main.bicep'

param environmentName = 'test'
param alwaysReady = [{ name: 'http', instanceCount: 2 }]
param zoneRedundant = true
param httpConcurrency = 32
param signalRSku = 'Standard_S1'
param signalRUpstream = true
param eventHubs = { topics: ['alerts'], ingest: true }
param moreOrigins = ['https://notilog.example.org']
param purgeProtection = true
param secretsInUse = ['owner-key', 'telegram-bot-token', 'email-password', 'watchdog-ping-url']
param auth = { authority: 'https://login.example.org/v2.0', audience: 'api://notilog' }
param email = { host: 'smtp.example.org', from: 'notilog@example.org', username: 'notilog' }
param behaviour = { retentionDays: 90, siteBaseUrl: 'https://notilog.example.org' }
param alertEmails = ['ops@example.org']
param monthlyBudget = 100
param budgetStart = '2027-01-01'
