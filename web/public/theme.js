// Before the first paint: the theme and language chosen last time.
;(function () {
  var root = document.documentElement
  try {
    var chosen = JSON.parse(localStorage.getItem('notilog.preferences') || '{}')
    var dark =
      chosen.theme === 'dark' || (chosen.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
    root.dataset.theme = dark ? 'dark' : 'light'
    if (chosen.locale === 'ru' || chosen.locale === 'en') root.lang = chosen.locale
  } catch {
    root.dataset.theme = 'light'
  }
})()
