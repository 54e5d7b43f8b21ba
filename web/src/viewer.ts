// Who is using the app, asked once and known to every page.
import { createContext, useContext } from 'react'
import { gql } from 'urql'

export type Role = 'coordinator' | 'staff' | 'student' | 'companyUser' | 'companyLink' | 'nobody'
export type Viewer = {
  readonly role: Role
  readonly name: string | null
  readonly school: { readonly id: string; readonly name: string } | null
  readonly company: { readonly id: string; readonly name: string } | null
  readonly student: { readonly id: string; readonly displayName: string } | null
}

export const nobodyQuery = gql<
  { readonly viewer: { readonly role: Role; readonly name: string | null } },
  Record<string, never>
>`
  query WhoAmI { viewer { role name } }
`
export const viewerQuery = gql<{ readonly viewer: Viewer }, Record<string, never>>`
  query Viewer { viewer { role name school { id name } company { id name } student { id displayName } } }
`

export const ViewerContext = createContext<Viewer>({
  role: 'nobody',
  name: null,
  school: null,
  company: null,
  student: null,
})
export const useViewer = (): Viewer => useContext(ViewerContext)
