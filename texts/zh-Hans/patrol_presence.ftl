# 程序自查：班次和求救
alarm-audit-patrol = ⚠️ 自查发现问题，已改正：{ $shifts ->
    [0] { "" }
   *[other] 有 { $shifts } 个班次的提醒没按时发（班次 { $shift_numbers }）。
}{ $calls ->
    [0] { "" }
   *[other] 有 { $calls } 个求救没按时再次呼叫（求救 { $call_numbers }）。
}请运行 shouwang doctor 查看。
