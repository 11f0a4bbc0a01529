"""What people are asked: `<sop>/<element>.form` is the form (form-js JSON) of the user task `<element>`."""
