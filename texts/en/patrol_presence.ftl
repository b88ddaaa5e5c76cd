# What the program's own audit found among shifts and calls for help
alarm-audit-patrol = ⚠️ The program's own audit found and put right: { $shifts ->
    [0] { "" }
   *[other] something about { $shifts } shifts that was not told in time (shift { $shift_numbers }). 
}{ $calls ->
    [0] { "" }
   *[other] { $calls } calls for help that were not repeated in time (call { $call_numbers }). 
}Please run shouwang doctor.
