import type { Component } from 'vue'

export interface NavItem {
  name: string
  path: string
  text: string
  icon: Component
  group: 'watch' | 'tell' | 'manage'
  keys?: string
  current: boolean
  badge?: string
}
