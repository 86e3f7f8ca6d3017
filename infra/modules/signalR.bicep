metadata description = 'SignalR Service in serverless mode, for identities only. Used by main.bicep and, with the upstream, by signalRUpstream.bicep.'

import { vaultEntries } from '../names.bicep'
import { resourceTags } from '../types.bicep'

@description('Name of the service.')
@maxLength(63)
param name string

@description('Region.')
param location string

@description('Tags of the resource.')
param tags resourceTags

@description('Free_F1: 20 connections and 20,000 messages a day. Standard_S1: 1,000 connections and a million messages a day per unit.')
param sku string

@description('Units; 1 with Free_F1.')
@minValue(1)
@maxValue(100)
param capacity int

@description('Name of the user-assigned identity that reads the upstream\'s key from the vault.')
param identityName string

@description('Name of the static site, whose pages may connect.')
param siteName string

@description('Further origins whose pages may connect.')
param moreOrigins string[]

@description('Name of the function app, which connections, disconnections and messages are reported to.')
param functionAppName string

@description('Name of the vault that holds the key it is called with.')
@maxLength(24)
param keyVaultName string

@description('Report them; the app must be there.')
param upstream bool

var keyUri = 'https://${keyVaultName}${environment().suffixes.keyvaultDns}/secrets/${vaultEntries.signalRUpstreamKey}'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource site 'Microsoft.Web/staticSites@2024-11-01' existing = {
  name: siteName
}

resource app 'Microsoft.Web/sites@2024-11-01' existing = if (upstream) {
  name: functionAppName
}

resource signalR 'Microsoft.SignalRService/signalR@2024-03-01' = {
  name: name
  location: location
  tags: tags
  kind: 'SignalR'
  sku: {
    name: sku
    capacity: capacity
  }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    disableLocalAuth: true
    publicNetworkAccess: 'Enabled'
    cors: {
      allowedOrigins: union(['https://${site.properties.defaultHostname}'], moreOrigins)
    }
    features: [
      {
        flag: 'ServiceMode'
        value: 'Serverless'
      }
    ]
    serverless: {
      connectionTimeoutInSeconds: 30
    }
    upstream: {
      templates: upstream
        ? [
            {
              hubPattern: '*'
              categoryPattern: '*'
              eventPattern: '*'
              // SignalR Service itself puts the key in, read with its identity.
              urlTemplate: 'https://${app!.properties.defaultHostName}/runtime/webhooks/signalr?code={@Microsoft.KeyVault(SecretUri=${keyUri})}'
              auth: {
                type: 'None'
              }
            }
          ]
        : []
    }
  }
}

@description('Address of the service.')
output address string = 'https://${signalR.properties.hostName}'
