// Room for something wider than the page: it scrolls by itself, with the keyboard too.
import type { ReactNode } from 'react'
import { t } from '../language.ts'

export const Scroll = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled must be reachable by keyboard
  <section className="scroll-x" aria-label={t('app/table-of', { name })} tabIndex={0}>
    {children}
  </section>
)
