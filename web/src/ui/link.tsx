// A link within the app.
import type { ReactNode } from 'react'
import { follow } from '../route.ts'

type LinkProps = {
  readonly href: string
  readonly children: ReactNode
  readonly className?: string
  readonly current?: boolean
}

export const Link = ({ href, children, className, current = false }: LinkProps) => (
  <a href={href} className={className} onClick={follow} aria-current={current ? 'page' : undefined}>
    {children}
  </a>
)
