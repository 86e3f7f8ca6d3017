metadata description = 'Secrets that came with the deployment.'

import { vaultEntries } from '../names.bicep'
import { secretValues } from '../types.bicep'

@description('Name of the vault.')
@maxLength(24)
param keyVaultName string

@description('Values to store, by the name of the secret; what is absent or empty stays as it is.')
param secrets secretValues

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: keyVaultName
}

resource secret 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = [
  for name in [
    vaultEntries.ownerKey
    vaultEntries.telegramBotToken
    vaultEntries.emailPassword
    vaultEntries.kafkaSaslPassword
    vaultEntries.watchdogPingUrl
  ]: if (!empty(secrets[?name])) {
    parent: vault
    name: name
    properties: {
      value: secrets[?name]
    }
  }
]
