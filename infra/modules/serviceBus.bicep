metadata description = 'Service Bus namespace and its queues, for identities only. The queues hold hints; what they lose the schedule brings back.'

import { resourceTags } from '../types.bicep'

@description('Name of the namespace.')
@maxLength(50)
param name string

@description('Region.')
param location string

@description('Tags of the resource.')
param tags resourceTags

@description('Basic has all that NotiLog uses and no price per hour; Standard includes 13 million operations a month.')
@allowed(['Basic', 'Standard'])
param sku string

@description('Names of the queues.')
param queues string[]

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: {
    name: sku
    tier: sku
  }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
  }
}

resource queue 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = [
  for queueName in queues: {
    parent: namespace
    name: queueName
    properties: {
      // The host renews the lock of a running call for five minutes (host.json).
      lockDuration: 'PT1M'
      maxDeliveryCount: 10
      defaultMessageTimeToLive: 'P7D'
      deadLetteringOnMessageExpiration: true
      maxSizeInMegabytes: 1024
    }
  }
]
