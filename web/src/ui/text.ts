// Text of others is shown as it is, but what cannot be seen is made visible.
const unseen =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const code = (character: string) => `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`

/** Direction marks, zero-width and control characters as their code points: nobody is fooled by what is not there. */
export const visible = (text: string) => text.replace(/\r\n?/g, '\n').replace(unseen, code)

/** At most `most` characters, cut visibly and never within one. */
export function cut(text: string, most: number) {
  if (text.length <= most) return text
  const end = /[\ud800-\udbff]/.test(text[most - 1]!) ? most - 1 : most
  return text.slice(0, end) + '…'
}

/** The first line for a row. */
export function firstLine(text: string, most = 500) {
  const end = text.search(/[\r\n]/)
  return visible(cut(end < 0 ? text : text.slice(0, end) + ' …', most))
}

export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const area = Object.assign(document.createElement('textarea'), { value: text })
    document.body.append(area)
    area.select()
    const done = document.execCommand('copy')
    area.remove()
    return done
  }
}
