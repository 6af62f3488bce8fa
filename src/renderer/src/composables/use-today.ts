// Owns the start of the present day, so that lists by day are right after midnight without being opened anew.
import { onScopeDispose, readonly, ref, type Ref } from 'vue'
import { startOfDay } from '../components/sidebar/group-conversations.ts'

const checkEveryMs = 30_000

export function useToday(): Readonly<Ref<number>> {
  const today = ref(startOfDay(Date.now(), 0))
  const timer = setInterval(() => (today.value = startOfDay(Date.now(), 0)), checkEveryMs)
  onScopeDispose(() => clearInterval(timer))
  return readonly(today)
}
