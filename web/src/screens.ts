// Every page of the app: its address, for whom it is, and how it is named where people choose.
import { LayoutDashboard, type LucideIcon } from 'lucide-react'
import { type ComponentType, lazy } from 'react'
import type { ScreenText } from './language.ts'
import type { Role } from './viewer.ts'

type Screen = {
  readonly path: string
  readonly roles: readonly Role[]
  /** Absent: reached from another page only. */
  readonly name?: ScreenText
  readonly Icon: LucideIcon
  readonly Page: ComponentType
}

const office: readonly Role[] = ['coordinator']

export const screens: readonly Screen[] = [
  {
    path: '/seizoen',
    roles: office,
    name: 'season/name',
    Icon: LayoutDashboard,
    Page: lazy(() => import('./pages/season/season-page.tsx').then((m) => ({ default: m.SeasonPage }))),
  },
]

export const findScreen = (path: string): Screen | undefined => screens.find((screen) => screen.path === path)

/** The first page of a role is its home. */
export const homeOf = (role: Role): string => screens.find(({ roles }) => roles.includes(role))?.path ?? '/'
