// The students of one day as they stand now: asked once, then kept up to date by what changes.
import { useEffect, useState } from 'react'
import { useSubscription } from 'urql'
import { useQuestion } from '../../graph/use-question.ts'
import { changesQuery, type Day, dayQuery } from './attendance-query.ts'

export const useDay = (date: string, schoolId: string, live: boolean) => {
  const answer = useQuestion(dayQuery, { date, schoolId })
  const [changed, setChanged] = useState<ReadonlyMap<string, Day>>(new Map())
  const put = (day: Day) => setChanged((known) => new Map(known).set(day.id, day))
  const [{ data: news }] = useSubscription(
    { query: changesQuery, variables: { schoolId }, pause: !live },
    (_, next: { readonly attendanceToday: Day }) => {
      put(next.attendanceToday)
      return next
    },
  )
  const { again } = answer
  // biome-ignore lint/correctness/useExhaustiveDependencies: asking anew is the same at every turn
  useEffect(() => {
    const look = () => {
      if (document.visibilityState !== 'visible') return
      // A laptop that slept has missed what changed meanwhile.
      setChanged(new Map())
      again()
    }
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [date, schoolId])
  return { answer, put, latest: news?.attendanceToday, current: (day: Day): Day => changed.get(day.id) ?? day }
}
