metadata description = 'The vault of the owner key and the transports\' secrets. Access by roles only.'

import { vaultEntries } from '../names.bicep'
import { resourceTags } from '../types.bicep'

@description('Name of the vault.')
@maxLength(24)
param name string

@description('Region.')
param location string

@description('Tags of the resource.')
param tags resourceTags

@description('A deleted vault cannot be purged before its 90 days are over. Cannot be taken back.')
param purgeProtection bool

@description('Owner key that is stored when the vault has none.')
@secure()
param firstOwnerKey string

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enablePurgeProtection: purgeProtection ? true : null
    enabledForDeployment: false
    enabledForDiskEncryption: false
    enabledForTemplateDeployment: false
    publicNetworkAccess: 'Enabled'
  }
}

@onlyIfNotExists()
resource ownerKey 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = {
  parent: vault
  name: vaultEntries.ownerKey
  properties: {
    value: firstOwnerKey
    contentType: 'Bearer token with the role admin'
  }
}

// There from the start, so that a role can be granted on it alone; its value comes with signalRUpstream.bicep.
@onlyIfNotExists()
resource upstreamKey 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = {
  parent: vault
  name: vaultEntries.signalRUpstreamKey
  properties: {
    value: 'not set yet'
    contentType: 'System key of the function app'
  }
}
