metadata description = 'A user-assigned identity. Roles can be granted to it before what runs as it is there.'

import { resourceTags } from '../types.bicep'

@description('Name of the identity.')
param name string

@description('Region.')
param location string

@description('Tags of the resource.')
param tags resourceTags

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}
