// What stands below the first screen is laid out once that is painted: page.css leaves it out until then.
requestAnimationFrame(() => setTimeout(() => document.documentElement.toggleAttribute("data-peint", true)))
