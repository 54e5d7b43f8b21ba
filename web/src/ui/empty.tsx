// What stands where nothing is yet: what will appear here, and how.
import type { ReactNode } from 'react'

export const Empty = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <div className="empty">
    <h2>{title}</h2>
    {children}
  </div>
)
