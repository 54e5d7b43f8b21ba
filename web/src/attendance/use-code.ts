// The code of this moment: a new one at every step, and how much of the step is over.
import { useEffect, useState } from 'react'
import { now } from '../now.ts'
import { type AttendanceKey, type Code, codeOf, stepAt } from './codes.ts'

export type Shown = { readonly code: Code | undefined; readonly secondsLeft: number }

export const useCode = ({ site, key, stepSeconds }: AttendanceKey): Shown => {
  const [at, setAt] = useState(now)
  const [code, setCode] = useState<Code>()
  const step = stepAt(at, stepSeconds)
  useEffect(() => {
    const tick = setInterval(() => setAt(now()), 250)
    return () => clearInterval(tick)
  }, [])
  useEffect(() => {
    let wanted = true
    codeOf({ site, key }, step, location.origin).then((made) => {
      if (wanted) setCode(made)
    })
    return () => {
      wanted = false
    }
  }, [site, key, step])
  return { code, secondsLeft: Math.ceil((step + 1) * stepSeconds - at.getTime() / 1000) }
}
