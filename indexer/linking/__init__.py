"""The same organisation from several sources becomes one."""
