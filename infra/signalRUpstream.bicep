metadata description = 'Tells SignalR Service to report to the app. Applied when the code is there, since the key it calls with is made by the code\'s first start: infra/signalr-upstream.sh.'

import { vaultEntries } from 'names.bicep'

@description('Name of SignalR Service.')
@maxLength(63)
param signalRName string

@description('Name of the function app.')
param functionAppName string

@description('Name of the vault.')
@maxLength(24)
param keyVaultName string

@description('Name of the static site.')
param siteName string

@description('Name of the identity with which SignalR Service reads the vault.')
param identityName string

@description('System key signalr_extension of the function app.')
@secure()
param systemKey string

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: keyVaultName
}

resource upstreamKey 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = {
  parent: vault
  name: vaultEntries.signalRUpstreamKey
  properties: {
    value: systemKey
    contentType: 'System key of the function app'
  }
}

resource current 'Microsoft.SignalRService/signalR@2024-03-01' existing = {
  name: signalRName
}

module signalR 'modules/signalR.bicep' = {
  params: {
    name: signalRName
    location: current.location
    tags: current.tags
    sku: current.sku.name
    capacity: current.sku.capacity
    identityName: identityName
    siteName: siteName
    moreOrigins: current.properties.cors.allowedOrigins
    functionAppName: functionAppName
    keyVaultName: keyVaultName
    upstream: true
  }
  dependsOn: [upstreamKey]
}
