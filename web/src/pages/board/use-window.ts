// Follows what is in sight of a scrolling box, and draws everything when the page is printed.
import { type RefObject, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { rowsInSight, type Window } from './window.ts'

/** Fewer rows than this are simply all drawn. */
const worthIt = 80

export const useWindow = (box: RefObject<HTMLElement | null>, count: number, rowHeight: number): Window => {
  const [at, setAt] = useState({ scrolled: 0, height: 800 })
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    const element = box.current
    if (element === null) return
    const look = () => setAt({ scrolled: element.scrollTop, height: element.clientHeight })
    const print = () => flushSync(() => setPrinting(true))
    const printed = () => setPrinting(false)
    look()
    element.addEventListener('scroll', look, { passive: true })
    window.addEventListener('resize', look)
    window.addEventListener('beforeprint', print)
    window.addEventListener('afterprint', printed)
    return () => {
      element.removeEventListener('scroll', look)
      window.removeEventListener('resize', look)
      window.removeEventListener('beforeprint', print)
      window.removeEventListener('afterprint', printed)
    }
  }, [box])
  return printing || count <= worthIt
    ? { first: 0, last: count }
    : rowsInSight(count, rowHeight, at.scrolled, at.height)
}
