"""Pages cleaned in children that can be killed: for the service, the command line and the bulk mode alike."""
