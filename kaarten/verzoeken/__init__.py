"""The pages about requests to move a border: the form to hand in, the list, and the whole of one."""
