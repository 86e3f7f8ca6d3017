metadata description = 'The static web app that serves the site. It is not linked to the function app: a linked backend refuses every call that does not come from the site.'

import { resourceTags } from '../types.bicep'

@description('Name of the static web app.')
param name string

@description('Region of its staging; what it serves is everywhere.')
param location string

@description('Tags of the resource.')
param tags resourceTags

@description('Free has no service level agreement.')
@allowed(['Free', 'Standard'])
param sku string

resource site 'Microsoft.Web/staticSites@2024-11-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'web' })
  sku: {
    name: sku
    tier: sku
  }
  properties: {
    allowConfigFileUpdates: true
    stagingEnvironmentPolicy: 'Disabled'
  }
}

@description('Address of the site.')
output address string = 'https://${site.properties.defaultHostname}'
