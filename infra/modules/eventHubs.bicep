metadata description = 'Event Hubs with its Kafka endpoint: topics for alarms out and, when wanted, one for events in.'

import { vaultEntries } from '../names.bicep'
import { eventHubsSettings, resourceTags } from '../types.bicep'

@description('Name of the namespace.')
@maxLength(50)
param name string

@description('Region.')
param location string

@description('Tags of the resource.')
param tags resourceTags

@description('Topics and size.')
param settings eventHubsSettings

@description('Vault that takes the connection string with which the Kafka trigger reads.')
param keyVaultName string

var ingests = settings.?ingest ?? false

resource namespace 'Microsoft.EventHub/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: {
    // Basic has no Kafka endpoint.
    name: 'Standard'
    tier: 'Standard'
    capacity: settings.?throughputUnits ?? 1
  }
  properties: {
    kafkaEnabled: true
    minimumTlsVersion: '1.2'
    // The app sends with its identity; the Kafka trigger of Azure Functions knows only name and password.
    disableLocalAuth: !ingests
  }
}

resource topic 'Microsoft.EventHub/namespaces/eventhubs@2024-01-01' = [
  for topicName in settings.topics: {
    parent: namespace
    name: topicName
    properties: {
      partitionCount: 2
      retentionDescription: {
        cleanupPolicy: 'Delete'
        retentionTimeInHours: 24
      }
    }
  }
]

resource ingestTopic 'Microsoft.EventHub/namespaces/eventhubs@2024-01-01' = if (ingests) {
  parent: namespace
  name: settings.?ingestTopic ?? 'notilog-events'
  properties: {
    partitionCount: 4
    retentionDescription: {
      cleanupPolicy: 'Delete'
      retentionTimeInHours: 72
    }
  }

  resource consumerGroup 'consumergroups' = {
    name: settings.?consumerGroup ?? 'notilog'
  }

  resource listen 'authorizationRules' = {
    name: 'ingest'
    properties: {
      rights: ['Listen']
    }
  }
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: keyVaultName
}

resource password 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = if (ingests) {
  parent: vault
  name: vaultEntries.kafkaSaslPassword
  properties: {
    value: ingestTopic::listen.listKeys().primaryConnectionString
    contentType: 'Connection string of the events that come in'
  }
}
