metadata description = 'Storage account without shared keys: NotiLog\'s tables, the host\'s own blobs and the deployed package.'

import { resourceTags } from '../types.bicep'

@description('Name of the account.')
@maxLength(24)
param name string

@description('Region.')
param location string

@description('Tags of the resource.')
param tags resourceTags

@description('Redundancy of the account.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS', 'Standard_RAGRS', 'Standard_RAGZRS'])
param sku string

@description('Container that the package of the function app is deployed to.')
param deploymentContainer string

@description('Tables that are always there. The app makes those of a day itself.')
param tables string[]

@description('Days for which a deleted blob can be restored, the host\'s keys among them.')
@minValue(1)
@maxValue(365)
param deletedBlobDays int

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: sku
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: 'Enabled'
    supportsHttpsTrafficOnly: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-01-01' = {
  parent: account
  name: 'default'
  properties: {
    deleteRetentionPolicy: {
      enabled: true
      days: deletedBlobDays
    }
  }
}

resource package 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' = {
  parent: blobs
  name: deploymentContainer
}

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2025-01-01' = {
  parent: account
  name: 'default'
}

resource table 'Microsoft.Storage/storageAccounts/tableServices/tables@2025-01-01' = [
  for tableName in tables: {
    parent: tableService
    name: tableName
  }
]
