// Sends the form while it is being typed into, and puts the sections of the answer in place of those that are shown.
// Without this script the form is sent as a whole, and gives the same page.
(() => {
  'use strict';
  const form = document.getElementById('try');
  const status = document.getElementById('status');
  const key = 'clientip-theme';
  let pending = null;
  let timer = 0;
  let said = '';

  const storage = action => {
    try {
      return action(sessionStorage);
    } catch {
      return null; // Not allowed; the choice then lasts as long as the page.
    }
  };

  const chosen = storage(store => store.getItem(key));
  const themes = [...document.querySelectorAll('input[name="theme"]')];
  for (const theme of themes) {
    if (theme.value === chosen) theme.checked = true;
    theme.addEventListener('change', () => storage(store => store.setItem(key, theme.value)));
  }

  const say = text => {
    if (text !== said) status.textContent = said = text;
  };

  const show = page => {
    for (const shown of document.querySelectorAll('[data-live]')) {
      const fresh = page.getElementById(shown.id);
      if (!fresh) continue;
      for (const details of shown.querySelectorAll('details[open]')) {
        fresh.querySelector('#' + details.id)?.setAttribute('open', '');
      }
      shown.replaceWith(fresh);
    }

    const faulty = [...document.querySelectorAll('#problems [data-field]')].map(item => item.dataset.field);
    for (const field of form.querySelectorAll('[aria-describedby]')) {
      if (faulty.includes(field.name)) field.setAttribute('aria-invalid', 'true');
      else field.removeAttribute('aria-invalid');
    }

    document.documentElement.classList.toggle('faulty', faulty.length !== 0);
    if (faulty.length === 0) {
      say([document.getElementById('headline'), document.querySelector('#outcome .reason')].map(part => part?.textContent.trim()).join(': '));
    }
  };

  const send = () => {
    clearTimeout(timer);
    pending?.abort();
    const request = pending = new XMLHttpRequest();
    request.open('POST', form.action);
    request.responseType = 'document';
    request.onload = () => {
      if (request.response?.getElementById('problems')) show(request.response);
      else say('The application did not answer with this page.');
    };
    request.onerror = () => say('The application does not answer.');
    request.send(new URLSearchParams(new FormData(form)));
  };

  form?.addEventListener('submit', event => {
    // Without a section to show the answer in, the whole page is asked for.
    if (!document.getElementById('outcome')) return;
    event.preventDefault();
    send();
  });
  form?.addEventListener('input', event => {
    if (event.target.name === 'theme' || !document.getElementById('outcome')) return;
    clearTimeout(timer);
    timer = setTimeout(send, 300);
  });
})();
