"""Serve the page and the API over the published warehouse (`kehtiv web`). Everything it says comes from `flows.ask`."""
