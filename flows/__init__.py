"""WHEN: the daily run, its schedules and alerts, and the command line. The only importer of prefect."""
