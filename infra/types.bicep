metadata description = 'Shapes of the parameters of main.bicep and its modules.'

@export()
@description('Tags of a resource.')
type resourceTags = {
  @description('Any name and value.')
  *: string
}

@export()
@description('Instances that are kept running.')
type alwaysReadyInstances = {
  @description('Which: http (HTTP and SignalR), or function:<Name> for one of the others.')
  name: string
  @description('How many.')
  @minValue(1)
  instanceCount: int
}

@export()
@description('Secrets by their names in the vault.')
@sealed()
@secure()
type secretValues = {
  @description('Auth:OwnerKey, at least 32 characters.')
  'owner-key': string?
  @description('Telegram:BotToken.')
  'telegram-bot-token': string?
  @description('Email:Password.')
  'email-password': string?
  @description('Kafka:SaslPassword.')
  'kafka-sasl-password': string?
  @description('Watchdog:PingUrl; whoever knows it can silence the watchdog.')
  'watchdog-ping-url': string?
}

@export()
@description('Names of the secrets that the app can be given.')
type secretName = 'owner-key' | 'telegram-bot-token' | 'email-password' | 'kafka-sasl-password' | 'watchdog-ping-url'

@export()
@description('Event Hubs of NotiLog\'s own.')
@sealed()
type eventHubsSettings = {
  @description('Topics that Kafka channels write to.')
  topics: string[]
  @description('Throughput units, 1 when absent.')
  @minValue(1)
  @maxValue(40)
  throughputUnits: int?
  @description('Take events in from a topic. Allows local authentication in this namespace.')
  ingest: bool?
  @description('That topic, notilog-events when absent.')
  ingestTopic: string?
  @description('Who reads it, notilog when absent.')
  consumerGroup: string?
}

@export()
@description('Who may sign in besides the owner key (infra/entra.sh prints both values).')
@sealed()
type authSettings = {
  @description('OIDC issuer of the operators\' tokens.')
  authority: string
  @description('Audience their tokens must carry.')
  audience: string
}

@export()
@description('SMTP server. The password is the secret email-password.')
@sealed()
type emailSettings = {
  @description('Name of the server.')
  host: string
  @description('Address that mail comes from.')
  from: string
  @description('Port, 587 when absent.')
  port: int?
  @description('StartTls when absent.')
  security: ('None' | 'StartTls' | 'Tls')?
  @description('User; nobody signs in when absent.')
  username: string?
}

@export()
@description('Brokers other than NotiLog\'s own Event Hubs. The password is the secret kafka-sasl-password.')
@sealed()
type kafkaSettings = {
  @description('host:port, several with commas.')
  bootstrapServers: string
  @description('SaslSsl when absent.')
  securityProtocol: ('Plaintext' | 'Ssl' | 'SaslPlaintext' | 'SaslSsl')?
  @description('Plain when absent.')
  saslMechanism: ('Plain' | 'ScramSha256' | 'ScramSha512')?
  @description('User.')
  saslUsername: string?
  @description('Take events in from this topic; none when absent.')
  ingestTopic: string?
  @description('Who reads it, notilog when absent.')
  consumerGroup: string?
}

@export()
@description('How the app behaves; what is absent has its default.')
@sealed()
type behaviourSettings = {
  @description('Days an event is kept, 30 when absent.')
  @minValue(2)
  @maxValue(3650)
  retentionDays: int?
  @description('Events a sender may send per second and instance; no limit when absent.')
  ingestEventsPerSecond: int?
  @description('NCRONTAB of the schedule in UTC, every 30 seconds when absent.')
  dispatchSchedule: string?
  @description('How long a queue message may take before it is sent again, 1m when absent.')
  dispatchHintAfter: string?
  @description('Sends before a delivery has failed, 8 when absent.')
  deliveryMaxAttempts: int?
  @description('Wait after the first failure, 5s when absent.')
  deliveryInitialBackoff: string?
  @description('Longest wait, 15m when absent.')
  deliveryMaxBackoff: string?
  @description('When a fallback channel takes over, 5m when absent.')
  deliveryFallbackAfter: string?
  @description('How long a send may take, 60s when absent.')
  deliveryLease: string?
  @description('Bot API to use, https://api.telegram.org when absent.')
  telegramApiBaseUrl: string?
  @description('OpenTelemetry collector that gets traces and metrics besides Application Insights; none when absent.')
  otlpEndpoint: string?
  @description('Address of the site when it has a domain of its own.')
  siteBaseUrl: string?
}
