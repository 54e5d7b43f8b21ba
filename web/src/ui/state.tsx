// A state in a word with an icon, so that it never hangs on a colour alone.
import { CircleAlert, CircleCheck, CircleDashed, Clock, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

export type StateKind = 'positive' | 'warning' | 'negative' | 'info' | 'neutral'
const icons: Readonly<Record<StateKind, LucideIcon>> = {
  positive: CircleCheck,
  warning: TriangleAlert,
  negative: CircleAlert,
  info: Clock,
  neutral: CircleDashed,
}

export const State = ({ kind, children }: { readonly kind: StateKind; readonly children: ReactNode }) => {
  const Icon = icons[kind]
  return (
    <span className={`state ${kind}`}>
      <Icon aria-hidden size={16} />
      {children}
    </span>
  )
}
