import { shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { removeChannel } from '@/composables/useChannels'
import { Fault } from '@/types/fault'
import { confirm } from '@/ui/confirm'
import { toast } from '@/ui/toasts'

/** Deletes a channel when it is confirmed; one in use is not, and `refused` tells who uses it. */
export function useRemoval() {
  const { t } = useI18n()
  const refused = shallowRef<Fault>()

  /** @returns whether it is gone. */
  async function remove(name: string) {
    refused.value = undefined
    const sure = await confirm({
      title: t('channels.remove.title', { name }),
      text: t('channels.remove.text'),
      action: t('common.action.delete'),
      danger: true,
    })
    if (sure === null) return false
    try {
      await removeChannel(name)
      toast(t('channels.remove.done', { name }))
      return true
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault
      refused.value = fault
      return false
    }
  }

  return { remove, refused }
}
