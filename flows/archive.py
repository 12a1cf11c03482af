"""Write-once store of captures by sha256."""
