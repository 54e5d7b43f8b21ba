// The companies of the bureau: found by name, place or number, with how each stands in this season's call.
import { useState } from 'react'
import { gql } from 'urql'
import { useQuestion } from '../../graph/use-question.ts'
import { t } from '../../language.ts'
import { remember, useRoute } from '../../route.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Search } from '../../ui/search.tsx'
import { useViewer } from '../../viewer.ts'
import type { InvitationState } from '../season/season-query.ts'
import { Companies, type Company } from './companies.tsx'
import { Duplicates } from './duplicates.tsx'

type PageInfo = { readonly hasNextPage: boolean; readonly endCursor: string | null }
const company = 'id name place kvkNumber email phone profiles'
const invitation = 'id state reminders answeredAt reason askAgainOn'

const allQuery = gql<
  {
    readonly companies: {
      readonly totalCount: number
      readonly pageInfo: PageInfo
      readonly edges: readonly { readonly node: Company }[]
    }
  },
  { readonly search: string; readonly after: string | null }
>`
  query Companies($search: String, $after: String) {
    companies(first: 50, after: $after, search: $search) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { ${company} invitation { ${invitation} } } }
    }
  }
`
type Asked = NonNullable<Company['invitation']> & { readonly company: Omit<Company, 'invitation'> }
const askedQuery = gql<
  {
    readonly season: {
      readonly invitations: {
        readonly totalCount: number
        readonly pageInfo: PageInfo
        readonly edges: readonly { readonly node: Asked }[]
      }
    } | null
  },
  { readonly state: InvitationState | null; readonly after: string | null }
>`
  query AskedCompanies($state: InvitationState, $after: String) {
    season { invitations(first: 50, after: $after, state: $state) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { ${invitation} company { ${company} } } }
    } }
  }
`

const states = ['ANSWERED', 'ASKED', 'LATER', 'DECLINED', 'BOUNCED', 'SILENT', 'WITHDRAWN'] as const

const Pages = ({
  info,
  after,
  onGo,
}: {
  readonly info: PageInfo
  readonly after: string | null
  readonly onGo: (after: string | null) => void
}) => (
  <div className="row">
    {after !== null && (
      <Button look="second" onPress={() => onGo(null)}>
        {t('companies/first-page')}
      </Button>
    )}
    {info.hasNextPage && (
      <Button look="second" onPress={() => onGo(info.endCursor)}>
        {t('companies/next-page')}
      </Button>
    )}
  </div>
)

const Searched = () => {
  const [search, setSearch] = useState('')
  const [after, setAfter] = useState<string | null>(null)
  const answer = useQuestion(allQuery, { search, after })
  return (
    <>
      <Search
        label={t('companies/search')}
        hint={t('companies/search-hint')}
        text={search}
        onText={(text) => {
          setSearch(text)
          setAfter(null)
        }}
      />
      <Answered answer={answer}>
        {({ companies: { totalCount, edges, pageInfo } }) =>
          totalCount === 0 ? (
            <Empty title={t('companies/none')}>
              <p>{t(search === '' ? 'companies/none-how' : 'companies/none-found')}</p>
            </Empty>
          ) : (
            <>
              <p role="status">{t('companies/count', { count: totalCount })}</p>
              <Companies companies={edges.map(({ node }) => node)} onChanged={answer.again} />
              <Pages info={pageInfo} after={after} onGo={setAfter} />
            </>
          )
        }
      </Answered>
    </>
  )
}

const ByState = ({ state }: { readonly state: InvitationState | null }) => {
  const [after, setAfter] = useState<string | null>(null)
  const answer = useQuestion(askedQuery, { state, after })
  return (
    <Answered answer={answer}>
      {({ season }) => {
        const {
          totalCount = 0,
          edges = [],
          pageInfo = { hasNextPage: false, endCursor: null },
        } = season?.invitations ?? {}
        const companies = edges.map(({ node: { company: of, ...asked } }) => ({ ...of, invitation: asked }))
        return (
          <>
            <p role="status">{t('companies/count', { count: totalCount })}</p>
            {companies.length > 0 && <Companies companies={companies} onChanged={answer.again} />}
            <Pages info={pageInfo} after={after} onGo={setAfter} />
          </>
        )
      }}
    </Answered>
  )
}

export const CompaniesPage = () => {
  const { query } = useRoute()
  const { role } = useViewer()
  const chosen = query.get('staat') ?? ''
  return (
    <Page title={t('companies/title')}>
      <Field label={t('companies/which')}>
        {(given) => (
          <select
            {...given}
            className="input"
            value={chosen}
            onChange={(event) => remember('staat', event.target.value)}
          >
            <option value="">{t('companies/all')}</option>
            <option value="alle">{t('companies/all-asked')}</option>
            {states.map((state) => (
              <option key={state} value={state}>
                {t(`asked/${state}`)}
              </option>
            ))}
            {role === 'coordinator' && <option value="dubbel">{t('companies/duplicates')}</option>}
          </select>
        )}
      </Field>
      {chosen === '' ? (
        <Searched />
      ) : chosen === 'dubbel' ? (
        <Duplicates />
      ) : (
        <ByState key={chosen} state={chosen === 'alle' ? null : (chosen as InvitationState)} />
      )}
    </Page>
  )
}
