// The token of a company's letter: it arrives behind the # of the address, and stands for the company in this tab.
const key = 'company-link'
const pages = ['/bedrijf', '/scherm']

/** Takes the token out of the address, where it could be read over somebody's shoulder. */
const arrive = (): string | null => {
  const given = location.hash.slice(1)
  if (pages.includes(location.pathname) && given.includes('.')) {
    sessionStorage.setItem(key, decodeURIComponent(given))
    history.replaceState(null, '', location.pathname + location.search)
  }
  return pages.includes(location.pathname) ? sessionStorage.getItem(key) : null
}

export const linkToken: string | null = arrive()
