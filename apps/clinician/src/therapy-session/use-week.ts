import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useLocation, useSearch } from "wouter";
import { diaryToday } from "#platform/day.ts";
import { pagingKey } from "#platform/paging-key.ts";
import {
  earlierWeek,
  laterWeek,
  readWeekAddress,
  type WeekAddress,
  writeWeekAddress,
} from "./week-address.ts";
import { weekQuery } from "./week-query.ts";

/** The days that the address names, and the ways to others: buttons, arrow keys, a chosen day. */
export function useWeek(clientId: string) {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const today = diaryToday();
  const query = useQuery(weekQuery(clientId, readWeekAddress(search), today));
  const go = (address: WeekAddress | null) => {
    if (address !== null) navigate(path + writeWeekAddress(address, search));
  };
  const earlier = query.data ? earlierWeek(query.data) : null;
  const later = query.data ? laterWeek(query.data, today) : null;
  usePagingKeys((direction) => go(direction === "earlier" ? earlier : later));
  return { query, today, go, earlier, later };
}

export type WeekView = ReturnType<typeof useWeek>;

function usePagingKeys(onPress: (direction: "earlier" | "later") => void): void {
  const latest = useRef(onPress);
  useEffect(() => {
    latest.current = onPress;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const direction = pagingKey(event);
      if (direction === null || document.querySelector("dialog:modal") !== null) return;
      event.preventDefault();
      latest.current(direction);
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}
