"""Klarbrief in LibreOffice Writer. Modules that name `uno` talk to the office; all others are plain Python."""
