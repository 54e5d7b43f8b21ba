// Companies of a file that are like one that is known: a person says of each whether it is the same.
import { gql } from 'urql'
import { useChange } from '../../graph/use-change.ts'
import { useQuestion } from '../../graph/use-question.ts'
import { t } from '../../language.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Scroll } from '../../ui/scroll.tsx'

type Described = {
  readonly name: string
  readonly address: string
  readonly postcode: string
  readonly place: string
  readonly email: string | null
  readonly phone: string | null
}
type Duplicate = Described & { readonly id: string; readonly company: Described & { readonly id: string } }
const described = 'name address postcode place email phone'
const duplicatesQuery = gql<{ readonly duplicates: readonly Duplicate[] }, Record<string, never>>`
  query Duplicates { duplicates { id ${described} company { id ${described} } } }
`
const settleDuplicate = gql<
  { readonly settleDuplicate: { readonly id: string } },
  { readonly id: string; readonly same: boolean }
>`
  mutation SettleDuplicate($id: ID!, $same: Boolean!) { settleDuplicate(id: $id, same: $same) { id otherNames } }
`

const Description = ({ name, address, postcode, place, email, phone }: Described) => (
  <>
    {name}
    {[`${address} ${postcode} ${place}`.trim(), email, phone].map(
      (line) =>
        line !== null && (
          <div key={line} className="quiet small">
            {line}
          </div>
        ),
    )}
  </>
)

export const Duplicates = () => {
  const answer = useQuestion(duplicatesQuery, {})
  const { change, busy, problem } = useChange(settleDuplicate)
  const settle = async (id: string, same: boolean) => {
    if ((await change({ id, same })) !== undefined) answer.again()
  }
  return (
    <Answered answer={answer}>
      {({ duplicates }) => (
        <>
          <p role="status">{t(duplicates.length === 0 ? 'companies/duplicates-none' : 'companies/duplicates-how')}</p>
          {problem !== undefined && (
            <Notice kind="negative">
              <p>{problem.text}</p>
            </Notice>
          )}
          {duplicates.length > 0 && (
            <Scroll name={t('companies/duplicates')}>
              <table className="stacks">
                <thead>
                  <tr>
                    <th scope="col">{t('companies/in-file')}</th>
                    <th scope="col">{t('companies/known')}</th>
                    <th scope="col">
                      <span className="unseen">{t('companies/do')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {duplicates.map(({ id, company, ...read }) => (
                    <tr key={id}>
                      <th scope="row">
                        <Description {...read} />
                      </th>
                      <td>
                        <Description {...company} />
                      </td>
                      <td className="row">
                        <Button
                          busy={busy}
                          label={t('companies/same-name', { name: read.name })}
                          onPress={() => settle(id, true)}
                        >
                          {t('companies/same')}
                        </Button>
                        <Button
                          look="second"
                          busy={busy}
                          label={t('companies/other-name', { name: read.name })}
                          onPress={() => settle(id, false)}
                        >
                          {t('companies/other')}
                        </Button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
          )}
        </>
      )}
    </Answered>
  )
}
