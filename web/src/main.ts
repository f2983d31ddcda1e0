// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

import { mount } from 'svelte';
import './theme.css';
import App from './App.svelte';
import { useLanguage } from './lib/i18n.svelte';
import { onePress } from './lib/press';
import { sayInOurWords } from './lib/required';
import { applyTheme } from './lib/theme';

applyTheme();
sayInOurWords();
onePress();
await useLanguage();
mount(App, { target: document.getElementById('app')! });
