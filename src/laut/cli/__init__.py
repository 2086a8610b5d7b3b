"""The command line: parse, call one public function, print. Commands are listed in `main`."""
