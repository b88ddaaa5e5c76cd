# 程式自查：班次和求救
alarm-audit-patrol = ⚠️ 自查發現問題，已改正：{ $shifts ->
    [0] { "" }
   *[other] 有 { $shifts } 個班次的提醒沒按時發（班次 { $shift_numbers }）。
}{ $calls ->
    [0] { "" }
   *[other] 有 { $calls } 個求救沒按時再次呼叫（求救 { $call_numbers }）。
}請運行 shouwang doctor 查看。
