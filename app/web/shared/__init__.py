"""What every room needs: entrances, headers, errors, languages, formats, assets."""
