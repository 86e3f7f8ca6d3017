import type { Explanation } from '@/types'

/** Whether the verdict will change by itself no more. */
export const explained = (verdict: Explanation['verdict']) => verdict !== 'pending' && verdict !== 'grouped'
