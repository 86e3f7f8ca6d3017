metadata description = 'Who may do what: every role of this deployment, each as narrow as its work allows.'

import { resourceNames, vaultEntries } from '../names.bicep'

@description('Names of the resources.')
param names resourceNames

@description('There are Event Hubs.')
param eventHubs bool

var roles = {
  storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  serviceBusDataReceiver: '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'
  serviceBusDataSender: '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'
  signalRServiceOwner: '7e4f1700-ea5a-4f59-8f37-079cfe29dce3'
  eventHubsDataSender: '2b629674-e913-4c01-ae53-ef4638d8f975'
  keyVaultSecretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
  monitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
}

resource app 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: names.appIdentity
}

resource signalRCaller 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: names.signalRIdentity
}

resource storage 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: names.storage
}

resource serviceBus 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: names.serviceBus
}

resource signalR 'Microsoft.SignalRService/signalR@2024-03-01' existing = {
  name: names.signalR
}

resource hubs 'Microsoft.EventHub/namespaces@2024-01-01' existing = if (eventHubs) {
  name: names.eventHubs
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: names.insights
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: names.keyVault

  resource upstreamKey 'secrets' existing = {
    name: vaultEntries.signalRUpstreamKey
  }
}

@description('The host keeps its locks and keys in blobs and reads the deployed package.')
resource blobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, app.id, roles.storageBlobDataOwner)
  properties: {
    principalId: app.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataOwner)
  }
}

@description('Everything NotiLog knows is in tables; it makes and drops those of a day.')
resource tables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, app.id, roles.storageTableDataContributor)
  properties: {
    principalId: app.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageTableDataContributor)
  }
}

@description('Triggers on the queues and their dead letters; the scale controller looks with the same role.')
resource receiving 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: serviceBus
  name: guid(serviceBus.id, app.id, roles.serviceBusDataReceiver)
  properties: {
    principalId: app.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataReceiver)
  }
}

@description('Output bindings to the queues.')
resource sending 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: serviceBus
  name: guid(serviceBus.id, app.id, roles.serviceBusDataSender)
  properties: {
    principalId: app.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataSender)
  }
}

@description('Negotiation mints tokens for clients, outputs send to them.')
resource live 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: signalR
  name: guid(signalR.id, app.id, roles.signalRServiceOwner)
  properties: {
    principalId: app.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.signalRServiceOwner)
  }
}

@description('Kafka channels write to Event Hubs with the identity\'s token.')
resource alarms 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (eventHubs) {
  scope: hubs
  name: guid(hubs.id, app.id, roles.eventHubsDataSender)
  properties: {
    principalId: app.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.eventHubsDataSender)
  }
}

@description('Key Vault references among the app settings.')
resource secrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, app.id, roles.keyVaultSecretsUser)
  properties: {
    principalId: app.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsUser)
  }
}

@description('SignalR Service reads the key of its upstream, and no other secret.')
resource upstream 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault::upstreamKey
  name: guid(vault::upstreamKey.id, signalRCaller.id, roles.keyVaultSecretsUser)
  properties: {
    principalId: signalRCaller.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsUser)
  }
}

@description('Telemetry, since Application Insights takes it from identities only.')
resource telemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, app.id, roles.monitoringMetricsPublisher)
  properties: {
    principalId: app.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.monitoringMetricsPublisher)
  }
}
