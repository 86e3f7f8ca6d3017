import { preferences } from './preferences'

const units = { en: ['B', 'KB', 'MB', 'GB', 'TB'], ru: ['Б', 'КБ', 'МБ', 'ГБ', 'ТБ'] }

/** `50 MB` of bytes. */
export function bytes(value: number) {
  let size = value
  let unit = 0
  while (size >= 1024 && unit < 4) {
    size /= 1024
    unit++
  }
  return `${size >= 100 || unit === 0 ? Math.round(size) : Number(size.toFixed(1))} ${units[preferences.locale][unit]}`
}
