// The day and the time of day, which go on while the page is open.
import { useEffect, useState } from 'react'
import { clockTime, dayOf } from '../../days.ts'
import { now } from '../../now.ts'
import type { Moment } from './standing.ts'

const read = (): Moment => ({ today: dayOf(now()), time: clockTime(now().toISOString()) })

export const useMoment = (): Moment => {
  const [moment, setMoment] = useState(read)
  useEffect(() => {
    const timer = setInterval(() => {
      const fresh = read()
      setMoment((known) => (known.today === fresh.today && known.time === fresh.time ? known : fresh))
    }, 5000)
    return () => clearInterval(timer)
  }, [])
  return moment
}
