metadata description = 'Log Analytics and, on it, Application Insights, for identities only.'

import { resourceTags } from '../types.bicep'

@description('Name of the workspace.')
@maxLength(63)
param workspaceName string

@description('Name of Application Insights.')
param insightsName string

@description('Region.')
param location string

@description('Tags of the resources.')
param tags resourceTags

@description('Days for which telemetry is kept; the first 31 cost nothing more.')
@minValue(30)
@maxValue(730)
param retentionDays int

@description('Gigabytes a day after which telemetry is dropped until the next day; -1 for no limit. Alerts that read telemetry are blind meanwhile.')
param dailyCapGb int

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionDays
    workspaceCapping: {
      dailyQuotaGb: dailyCapGb
    }
    features: {
      disableLocalAuth: true
    }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: insightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    DisableLocalAuth: true
    IngestionMode: 'LogAnalytics'
    WorkspaceResourceId: workspace.id
  }
}
