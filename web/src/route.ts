// Which page is open: the address decides, and links within the app do not load it anew.
import { type MouseEvent, useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
const changed = () => {
  for (const listener of listeners) listener()
}
const listen = (listener: () => void) => {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}

export const goTo = (href: string): void => {
  history.pushState(null, '', href)
  changed()
  window.scrollTo(0, 0)
}
/** Keeps what was chosen in the address, so that it can be shared and found back. */
export const remember = (name: string, value: string | undefined): void => {
  const url = new URL(location.href)
  if (value === undefined || value === '') url.searchParams.delete(name)
  else url.searchParams.set(name, value)
  history.replaceState(null, '', url)
  changed()
}

const current = () => location.pathname + location.search + location.hash
export const useRoute = () => {
  useSyncExternalStore(listen, current)
  return {
    path: location.pathname.replace(/\/$/, ''),
    query: new URLSearchParams(location.search),
    hash: location.hash.slice(1),
  }
}

/** For `onClick` of a link; leaves new tabs and windows to the browser. */
export const follow = (event: MouseEvent<HTMLAnchorElement>): void => {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
  event.preventDefault()
  goTo(event.currentTarget.href)
}
